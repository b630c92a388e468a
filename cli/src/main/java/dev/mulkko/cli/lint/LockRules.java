package dev.mulkko.cli.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.kube.lock.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a lock may not say together, and what nobody could tell times by. */
final class LockRules {

  private static final int LONGEST_NAME = 60;

  private LockRules() {}

  /**
   * Faults, as sentences.
   *
   * @param readable whether it has the fields and types that it should have
   */
  static List<String> faults(JsonNode lock, boolean readable) {
    JsonNode spec = lock.path("spec");
    List<String> faults = new ArrayList<>();
    if (lock.at("/metadata/name").asText().length() > LONGEST_NAME) {
      faults.add("metadata.name of a lock has at most 60 characters: write a shorter one");
    }
    JsonNode selector = spec.path("selector");
    if (selector.isObject() && !selector.has("names") && !selector.has("matchLabels")) {
      faults.add(
          "spec.selector must have names or matchLabels: leave spec.selector out to lock all Rollouts");
    }
    boolean times = spec.has("windows") || spec.has("holidays");
    if (spec.has("autoLock") && (times || spec.has("enforce"))) {
      faults.add(
          "spec.autoLock holds while another Rollout is in a rollout: put windows, holidays and enforce into another lock");
    }
    if (spec.has("timeZone") && !times) {
      faults.add("spec.timeZone is for windows and holidays: leave it out, or add one of these");
    }
    return readable && faults.isEmpty() ? wrong(spec) : faults;
  }

  /** What is wrong at one time is wrong at any: times are told by the same rules. */
  private static List<String> wrong(JsonNode spec) {
    try {
      DeployLockSpec read = JsonMapper.builder().build().treeToValue(spec, DeployLockSpec.class);
      String sentence = Standing.of(read, Instant.EPOCH).wrong();
      return sentence == null ? List.of() : List.of(sentence);
    } catch (JsonProcessingException e) {
      return List.of("spec is not as this program knows it: " + e.getOriginalMessage());
    }
  }
}
