package io.postway.attribution;

import io.postway.event.InstallReferrer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A kind of phone of which everything is known that an app's back end can report. */
enum GoldenPhone {
    IOS("2026-03-10T12:00:00Z") {
        @Override
        String[] ids(String user) {
            return pairs("idfa", upperUuid("idfa", user), "idfv", upperUuid("idfv", user));
        }

        @Override
        String[] facts() {
            return pairs(
                    "app_version",
                    "421",
                    "app_version_short",
                    "4.2.1",
                    "store",
                    "itunes",
                    "sdk_version",
                    "ios5.4.0",
                    "device_name",
                    "iPhone15,3",
                    "device_type",
                    "phone",
                    "device_model",
                    "iPhone",
                    "device_manufacturer",
                    "Apple",
                    "hardware_name",
                    "D74AP",
                    "cpu_type",
                    "arm64e",
                    "os_name",
                    "ios",
                    "os_version",
                    "17.5.1",
                    "country",
                    "DE",
                    "city",
                    "Köln",
                    "language",
                    "de",
                    "timezone",
                    "Europe/Berlin",
                    "ip_address",
                    "192.0.2.7",
                    "user_agent",
                    "Shop/4.2.1 (iPhone; iOS 17.5.1)",
                    "att_status",
                    "3");
        }

        @Override
        @Nullable
        InstallReferrer referrer(Instant clickedAt, Instant beganAt) {
            return null;
        }
    },

    ANDROID("2026-05-10T12:00:00Z") {
        @Override
        String[] ids(String user) {
            return pairs(
                    "gps_adid",
                    uuid("gps_adid", user),
                    "android_id",
                    uuid("android_id", user).substring(19).replace("-", ""),
                    "oaid",
                    uuid("oaid", user),
                    "google_app_set_id",
                    uuid("google_app_set_id", user));
        }

        @Override
        String[] facts() {
            return pairs(
                    "app_version",
                    "4.2.1",
                    "store",
                    "google",
                    "sdk_version",
                    "android5.4.0",
                    "device_name",
                    "Pixel 8",
                    "device_type",
                    "phone",
                    "device_model",
                    "Pixel 8",
                    "device_manufacturer",
                    "Google",
                    "hardware_name",
                    "shiba",
                    "cpu_type",
                    "arm64-v8a",
                    "os_name",
                    "android",
                    "os_version",
                    "14",
                    "api_level",
                    "34",
                    "country",
                    "FR",
                    "city",
                    "Orléans",
                    "language",
                    "fr",
                    "timezone",
                    "Europe/Paris",
                    "ip_address",
                    "2001:db8::7",
                    "user_agent",
                    "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8)",
                    "tracking_enabled",
                    "1");
        }

        @Override
        InstallReferrer referrer(Instant clickedAt, Instant beganAt) {
            return new InstallReferrer(null, null, clickedAt, beganAt);
        }
    };

    private final Instant born;

    GoldenPhone(String born) {
        this.born = Instant.parse(born);
    }

    /** When its first user follows a link. */
    Instant born() {
        return born;
    }

    /** Names and values; the first id is that of its clicks, too. */
    abstract String[] ids(String user);

    abstract String[] facts();

    /** What the store told of the installation; null: this one tells nothing. */
    abstract @Nullable InstallReferrer referrer(Instant clickedAt, Instant beganAt);

    String[] clickIds(String user) {
        return Stream.of(ids(user)).limit(2).toArray(String[]::new);
    }

    String[] everything(String user) {
        return Stream.of(ids(user), facts()).flatMap(Stream::of).toArray(String[]::new);
    }

    private static String[] pairs(String... namesAndValues) {
        return namesAndValues;
    }

    private static String uuid(String type, String user) {
        return UUID.nameUUIDFromBytes((type + user).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String upperUuid(String type, String user) {
        return uuid(type, user).toUpperCase(Locale.ROOT);
    }
}
