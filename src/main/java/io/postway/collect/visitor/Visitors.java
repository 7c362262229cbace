package io.postway.collect.visitor;

import io.postway.collect.Received;
import io.postway.event.Engagement.Flag;
import io.postway.event.Parameters;
import io.postway.event.Place;
import io.postway.event.Visitor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out who follows a link or opens an app. What a server reports counts, never what the server itself is. */
public final class Visitors {

    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");

    private final UserAgents agents;
    private final GeoDatabase places;

    public Visitors(UserAgents agents, GeoDatabase places) {
        this.agents = agents;
        this.places = places;
    }

    /** The one at the other end of the connection. What a link says of its device fills what the agent leaves open. */
    public Visitor connected(Received request) {
        var userAgent = request.header("user-agent");
        var agent = agents.read(userAgent.orElse(null));
        var link = request.query();
        return new Visitor(
                request.remoteAddress(),
                userAgent.orElse(null),
                IpAddress.parse(request.remoteAddress()).map(places::locate).orElseGet(Place::unknown),
                Optional.ofNullable(agent.deviceName())
                        .or(() -> link.value("device_name"))
                        .orElse(null),
                known(agent.deviceType()).or(() -> link.value("device_type")).orElse(Visitor.UNKNOWN),
                known(agent.osName()).or(() -> osName(link)).orElse(Visitor.UNKNOWN),
                Optional.ofNullable(agent.osVersion())
                        .or(() -> link.value("os_version"))
                        .orElse(null));
    }

    /** The one of whom a server speaks. What it leaves open, the agent that it reports may tell. */
    public Visitor reported(Received request) {
        var report = request.query();
        var userAgent = report.value("user_agent");
        var agent = agents.read(userAgent.orElse(null));
        return new Visitor(
                reportedAddress(request, report).orElse(null),
                userAgent.orElse(null),
                reportedPlace(request, report),
                report.value("device_name")
                        .or(() -> Optional.ofNullable(agent.deviceName()))
                        .orElse(null),
                report.value("device_type").orElse(agent.deviceType()),
                osName(report).orElse(agent.osName()),
                report.value("os_version")
                        .or(() -> Optional.ofNullable(agent.osVersion()))
                        .orElse(null));
    }

    /** The country as reported; the city, and a country that is not reported, as the reported address tells. */
    public Place reportedPlace(Received request, Parameters report) {
        var located = reportedAddress(request, report)
                .flatMap(IpAddress::parse)
                .map(places::locate)
                .orElseGet(Place::unknown);
        var country = report.value("country")
                .filter(code -> COUNTRY.matcher(code).matches())
                .map(code -> code.toLowerCase(Locale.ROOT))
                .orElse(located.country());
        return new Place(country, located.city());
    }

    /** The device's address as the report has it, if it is one; the caller's own is the back end's. */
    public static Optional<String> reportedAddress(Received request, Parameters report) {
        return Stream.of(report.value("ip_address"), request.header("x-adjust-forwarded-for"))
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(address -> IpAddress.parse(address).isPresent())
                .findFirst();
    }

    /** What kind of program a user agent is; none: a person's. */
    public Optional<Flag> program(Visitor visitor) {
        return agents.read(visitor.userAgent()).asProgram();
    }

    private static Optional<String> osName(Parameters link) {
        return link.value("os_name").map(name -> name.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> known(String value) {
        return Optional.of(value).filter(text -> !text.equals(Visitor.UNKNOWN));
    }
}
