package io.postway.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Apple's part of a postback, under Apple's names, as a type per format: a field that a version lacks cannot be asked
 * for. What every format answers in its own way can be asked of all.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "format")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Skan.V10.class, name = "skadnetwork-1.0"),
    @JsonSubTypes.Type(value = Skan.V20.class, name = "skadnetwork-2.0"),
    @JsonSubTypes.Type(value = Skan.V21.class, name = "skadnetwork-2.1"),
    @JsonSubTypes.Type(value = Skan.V22.class, name = "skadnetwork-2.2"),
    @JsonSubTypes.Type(value = Skan.V30.class, name = "skadnetwork-3.0"),
    @JsonSubTypes.Type(value = Skan.V40.class, name = "skadnetwork-4.0"),
    @JsonSubTypes.Type(value = Skan.Newer.class, name = "skadnetwork-newer"),
    @JsonSubTypes.Type(value = AdAttributionKit.class, name = "adattributionkit")
})
@JsonNaming(KebabCaseStrategy.class)
public sealed interface Claims permits Skan, AdAttributionKit {

    /** Apple's two frameworks; ids of one mean nothing in the other. */
    enum Protocol {
        SKADNETWORK,
        ADATTRIBUTIONKIT
    }

    /** What the user did. */
    enum Conversion {
        DOWNLOAD,
        REDOWNLOAD,
        REENGAGEMENT
    }

    Protocol protocol();

    /** The ad network's id as received, in the case that Apple signed. */
    String adNetworkId();

    /** The advertised app's number in Apple's store: 64 bits; 0 in some development postbacks. */
    long appId();

    /** What Apple says to dedupe by: the transaction id, or AdAttributionKit's postback identifier. */
    String transactionId();

    /** What every signed version says but 1.0, whose redownload counts where Apple sent it. */
    Conversion conversion();

    /** Whether this network's ad won; versions that do not tell are sent to winners only. */
    boolean won();

    /** Which of a conversion's three postbacks, from 0; 0 where the version knows of one only. */
    int sequenceIndex();

    /** 0 to 63. */
    Optional<Integer> fineValue();

    Optional<CoarseValue> coarse();

    /** The key on topics: all copies of one postback, by whatever way they came, lie in one partition. */
    default String key() {
        return adNetworkId() + ":" + transactionId();
    }
}
