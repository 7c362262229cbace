package io.postway.collect.skadnetwork;

import io.postway.apple.SignatureCheck;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.trackers.SubLevels;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COLLECT)
class PostbackConfiguration {

    private static final Logger log = LoggerFactory.getLogger(PostbackConfiguration.class);

    @Bean
    PostbackJudge postbackJudge(SubLevels subLevels) {
        var signatures = SignatureCheck.withApplesKeys();
        var provider = signatures.provider();
        log.info("Signatures are verified by {}", provider.description());
        if (!provider.isNative()) {
            log.warn("The native library for signatures does not load on this system: verifying is several times"
                    + " slower");
        }
        return new PostbackJudge(signatures, subLevels);
    }

    @Bean
    InfoContributor signatureInfo() {
        var provider = SignatureCheck.withApplesKeys().provider();
        return info -> info.withDetail(
                "signatures", Map.of("provider", provider.description(), "native", provider.isNative()));
    }
}
