package dev.mulkko.cli.cluster;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Selectors as the API server reads them in a query. */
final class Selectors {

  private Selectors() {}

  static String text(LabelSelector selector) {
    return Stream.concat(
            selector.getMatchLabels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue()),
            selector.getMatchExpressions().stream().map(Selectors::text))
        .collect(Collectors.joining(","));
  }

  private static String text(LabelSelectorRequirement requirement) {
    List<String> values = requirement.getValues();
    String among = " (" + String.join(",", values) + ")";
    return switch (requirement.getOperator()) {
      case "In" -> requirement.getKey() + " in" + among;
      case "NotIn" -> requirement.getKey() + " notin" + among;
      case "DoesNotExist" -> "!" + requirement.getKey();
      default -> requirement.getKey();
    };
  }
}
