package io.postway.event;

/** What a postback counts as (Adjust, "SKAdNetwork activities"; Apple, "Receiving ad attributions and postbacks"). */
public enum SkanKind {
    /** A first download that this network's ad won. */
    SK_INSTALL,
    /** A download by an account that had the app before. */
    SK_REINSTALL,
    /** A user who came back through an ad (AdAttributionKit). */
    SK_REENGAGEMENT,
    /** This network's ad was seen, but another one won. */
    SK_QUALIFIER,
    /** The second or third postback of a conversion. */
    SK_FOLLOWUP,
    /** A device's own copy of an install's or a reinstall's postback. */
    SK_INSTALL_DIRECT,
    /** A device's own copy of a re-engagement's postback. */
    SK_REENGAGEMENT_DIRECT,
    /** A device's own copy of a second or third postback. */
    SK_FOLLOWUP_DIRECT,
    /** A loser's postback at the developers' door, where Apple's devices send none. */
    SK_QUALIFIER_DIRECT,
    /** What the app says that a conversion value stands for. */
    SK_EVENT,
    /** Kept, but not counted; {@code reason} says why. */
    SK_UNCOUNTED
}
