package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A span of time that comes once, or again and again. */
@ApiRecord
public record LockWindow(
    @JsonPropertyDescription(
            "Deny: it is locked while this window is open. Allow: it is locked while no Allow window"
                + " is open. A Deny window counts before an Allow window. No default.")
        @SchemaFrom(type = Kind.class)
        @Required
        String kind,
    @JsonPropertyDescription(
            "Date and time at which it opens first, by the clocks in spec.timeZone, such as"
                + " 2027-01-01T15:00. No default.")
        @Size(min = 1, max = 19)
        @Pattern(CLOCK)
        @ValidationRule(
            value = "self.matches('" + CLOCK + "')",
            message =
                "must be a date and time without an offset: write for example 2027-01-01T15:00")
        @Required
        String start,
    @JsonPropertyDescription(
            "How long it stays open, by those clocks: from 15:00 to 09:00 are 18h, also when the"
                + " clocks are changed meanwhile. At most 744h. No default.")
        @Size(min = 1, max = Text.DURATION_LENGTH)
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Required
        String duration,
    @JsonPropertyDescription(
            "When it opens again, as an RRULE of RFC 5545, such as FREQ=WEEKLY;BYDAY=FR; FREQ is"
                + " HOURLY or longer. Default: it opens once.")
        @Size(min = 1, max = 200)
        @Pattern(RRULE)
        @ValidationRule(
            value = "self.matches('" + RRULE + "')",
            message =
                "must be an RRULE of RFC 5545 that begins with FREQ=HOURLY, DAILY, WEEKLY, MONTHLY"
                    + " or YEARLY: write for example FREQ=WEEKLY;BYDAY=FR")
        @Nullable String rule) {

  private static final String CLOCK = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$";

  private static final String RRULE =
      "^FREQ=(HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z0-9=,+;-]+)?$";

  /** What an open window means. */
  public enum Kind {
    @JsonProperty("Allow")
    ALLOW,
    @JsonProperty("Deny")
    DENY
  }
}
