package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Two selectors of counters. They are read as they are, so that no function hides a new start. */
@ApiRecord
public record OwnCounters(
    @JsonPropertyDescription(
            "Selects the counters of all requests of one version, failed ones too, such as"
                + " shop_requests_total{pod=~\"$(pods)\"}. Asked for each version: $(pods) is a"
                + " regular expression for its pods, $(hash) its pod-template-hash, $(service) its"
                + " Service; $(namespace) and $(rollout) are of the Rollout. No default.")
        @Required
        @Size(max = SELECTOR_LENGTH)
        @ValidationRule(value = IS_SELECTOR, message = WRITE_SELECTOR)
        @ValidationRule(value = TELLS_APART, message = WRITE_VERSION)
        String total,
    @JsonPropertyDescription(
            "The same for those of them that failed, such as"
                + " shop_requests_total{pod=~\"$(pods)\", code=~\"5..\"}. No default.")
        @Required
        @Size(max = SELECTOR_LENGTH)
        @ValidationRule(value = IS_SELECTOR, message = WRITE_SELECTOR)
        @ValidationRule(value = TELLS_APART, message = WRITE_VERSION)
        String failed) {

  static final long SELECTOR_LENGTH = 500;

  private static final String MATCHER =
      "[a-zA-Z_][a-zA-Z0-9_]*\\s*(=~|!~|!=|=)\\s*\"([^\"\\\\]|\\\\.)*\"";

  static final String IS_SELECTOR =
      "self.matches(r'^\\s*[a-zA-Z_:][a-zA-Z0-9_:]*\\s*[{]\\s*"
          + MATCHER
          + "(\\s*,\\s*"
          + MATCHER
          + ")*\\s*,?\\s*[}]\\s*$')";

  static final String WRITE_SELECTOR =
      "write a selector such as shop_requests_total{pod=~\"$(pods)\"}: its raw samples are read, so"
          + " no function may stand around it";

  static final String TELLS_APART =
      "self.contains('$(pods)') || self.contains('$(hash)') || self.contains('$(service)')";

  static final String WRITE_VERSION =
      "is the same for both versions: write one of $(pods), $(hash) and $(service) in it";
}
