package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Callback.Method;
import io.postway.settings.Panel;
import io.postway.settings.SettingsFixture;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the log says of an attempt, and what it must not. */
@ExtendWith(OutputCaptureExtension.class)
class SettlementTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String IDFA = "D2CADB5F-410F-4963-AC0C-2A78534BDF1E";

    @Test
    void anAttemptIsOneLineWithoutSecretsAndDeviceIds(CapturedOutput output) throws IOException {
        try (var partner = new BarePartner(visit -> {
                    visit.readRequest();
                    visit.write("HTTP/1.1 503 No\r\nConnection: close\r\n\r\nno " + IDFA);
                });
                var office = new PostOffice(ClientSettings.PATIENT, SystemDefaultDnsResolver.INSTANCE)) {
            var address = URI.create(partner.address("http") + "&key=hidden");
            office.with(signing())
                    .take(Delivery.of(Callbacks.callback("callback-1", Method.GET, address, "idfa=" + IDFA)));

            assertThat(output.getAll().lines().filter(line -> line.contains("delivery.attempted")))
                    .singleElement()
                    .asString()
                    .contains("callback=callback-1 app=demoshop0001 partner_id=partner-1 kind=install method=GET")
                    .contains("endpoint=127.0.0.1:" + partner.port() + "#")
                    .contains("attempt=1 outcome=later reason=status_503 millis=0 age_millis=0")
                    .contains("next=2026-03-10T12:00:10Z");
            assertThat(output.getAll()).doesNotContain(IDFA, "hidden", SECRET.substring("whsec_".length()));
            // The record has what the log has not.
            assertThat(office.attempts().getFirst().answer()).isEqualTo("no " + IDFA);
        }
    }

    private static Panel signing() {
        return SettingsFixture.panel("{\"signing_secrets\":[\"" + SECRET + "\"]}");
    }
}
