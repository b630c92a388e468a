package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Locks that hold this attempt no more, since somebody said so. */
@ApiRecord
public record UnlockRecord(
    @JsonPropertyDescription(
            "The locks that held it then, such as DeployLock freeze, at most 5: one that comes later"
                + " holds it again.")
        @Required
        @Size(max = 5)
        List<@Size(max = 80) String> locks,
    @JsonPropertyDescription("Who. Absent when nobody knows.") @Nullable RecordedBy by,
    @JsonPropertyDescription("Why, in their own words.") @Required @Size(max = 200) String reason,
    @JsonPropertyDescription("When, RFC 3339 in UTC.") @Required Instant at) {

  /** An absent list is an empty one. */
  public UnlockRecord {
    locks = locks == null ? List.of() : List.copyOf(locks);
  }
}
