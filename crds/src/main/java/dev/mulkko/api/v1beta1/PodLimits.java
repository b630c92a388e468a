package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What the pods of the new version may use, and how often their containers may end. */
@ApiRecord
public record PodLimits(
    @JsonPropertyDescription(
            "How much of their memory limit containers may use, 1% to 100%, as the median of the"
                + " canary's pods; three results of a step over it abort. From Prometheus"
                + " (container_memory_working_set_bytes). Default: not looked at.")
        @Pattern(PERCENT)
        @ValidationRule(value = IS_PERCENT, message = WRITE_PERCENT)
        @Size(max = 4)
        @Nullable String memory,
    @JsonPropertyDescription(
            "The same for the CPU limit (container_cpu_usage_seconds_total, between two scrapes)."
                + " Default: not looked at.")
        @Pattern(PERCENT)
        @ValidationRule(value = IS_PERCENT, message = WRITE_PERCENT)
        @Size(max = 4)
        @Nullable String cpu,
    @JsonPropertyDescription(
            "How many restarts of the canary's containers, all its pods together, are still"
                + " harmless: one more aborts. 0 to 100. Default: as many as happen before the"
                + " kubelet backs off (CrashLoopBackOff).")
        @Min(0)
        @Max(100)
        @Nullable Integer restarts,
    @JsonPropertyDescription(
            "How many containers of the canary killed for want of memory (OOMKilled) are still"
                + " harmless: one more aborts. 0 to 100. Default: 0.")
        @Min(0)
        @Max(100)
        @Nullable Integer outOfMemory) {

  private static final String PERCENT = "^(100|[1-9][0-9]?)%$";
  private static final String IS_PERCENT = "self.matches('" + PERCENT + "')";
  private static final String WRITE_PERCENT = "must be a share of the limit: write for example 90%";
}
