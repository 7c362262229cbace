package io.postway.event;

/** Something that an activity has and a callback of it does not say. */
public record LeftOut(What what, Why why) {

    /** The panel's switch for revenue is off. */
    public static final LeftOut REVENUE = new LeftOut(What.REVENUE, Why.REVENUE_FORWARDING_OFF);

    /** The panel's switch for partner parameters is off. */
    public static final LeftOut PARTNER_PARAMETERS =
            new LeftOut(What.PARTNER_PARAMETERS, Why.PARTNER_PARAMETER_FORWARDING_OFF);

    /** Somebody else brought the device: who, when and how is not the partner's to know. */
    public static final LeftOut ATTRIBUTION = new LeftOut(What.ATTRIBUTION, Why.ATTRIBUTED_ELSEWHERE);

    /** What is missing. */
    public enum What {
        REVENUE,
        PARTNER_PARAMETERS,
        ATTRIBUTION
    }

    /** What it would have taken to say it. */
    public enum Why {
        REVENUE_FORWARDING_OFF,
        PARTNER_PARAMETER_FORWARDING_OFF,
        ATTRIBUTED_ELSEWHERE
    }
}
