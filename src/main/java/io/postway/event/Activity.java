package io.postway.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What was reported about an app: everything of one app lies in one partition, in the order of acknowledgement. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Click.class, name = "click"),
    @JsonSubTypes.Type(value = Impression.class, name = "impression"),
    @JsonSubTypes.Type(value = Session.class, name = "session"),
    @JsonSubTypes.Type(value = Event.class, name = "event"),
    @JsonSubTypes.Type(value = Forget.class, name = "forget")
})
public sealed interface Activity extends Stamped permits Engagement, DeviceReport, Forget {

    AppToken appToken();

    DeviceIds deviceIds();

    Parameters parameters();
}
