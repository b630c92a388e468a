package dev.mulkko.kube.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.golden.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The buttons of Rollouts, as Argo CD shows and presses them. */
public final class ArgoCdActions {

  private final Lua discovery;
  private final Map<String, Lua> definitions = new TreeMap<>();

  private ArgoCdActions(JsonNode customization) {
    discovery = new Lua("discovery.lua", customization.path("discovery.lua").asText());
    for (JsonNode each : customization.path("definitions")) {
      String name = each.path("name").asText();
      definitions.put(name, new Lua(name, each.path("action.lua").asText()));
    }
  }

  /** Those that users merge into Argo CD's ConfigMap. */
  public static ArgoCdActions ofRollouts() {
    return new ArgoCdActions(
        Yaml.tree(
            ArgoCd.customization(
                "argocd-cm-actions.yaml", "resource.customizations.actions.mulkko.dev_Rollout")));
  }

  Set<String> defined() {
    return definitions.keySet();
  }

  /** All that it knows of, whether or not they can be pressed now. */
  Set<String> known(JsonNode rollout) {
    Set<String> names = new TreeSet<>();
    discovery.run(rollout).fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Those that can be pressed now. */
  Set<String> offered(JsonNode rollout) {
    return discovery.run(rollout).properties().stream()
        .filter(action -> !action.getValue().path("disabled").asBoolean())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What is created when one is pressed. Argo CD asks the API server for a dry run first.
   *
   * @throws IllegalStateException when anything else would be done
   */
  public List<JsonNode> created(String action, JsonNode rollout) {
    JsonNode impacted = Objects.requireNonNull(definitions.get(action), action).run(rollout);
    if (!impacted.isArray()
        || !impacted
            .valueStream()
            .allMatch(one -> one.path("operation").asText().equals("create"))) {
      throw new IllegalStateException("%s is no list of what to create".formatted(impacted));
    }
    return impacted.valueStream().map(one -> one.path("resource")).toList();
  }
}
