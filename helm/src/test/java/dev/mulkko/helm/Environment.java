package dev.mulkko.helm;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;

/** The variables of the operator's container that have a value of their own. */
final class Environment {

  private Environment() {}

  static Map<String, String> of(Rendered rendered) {
    Object container =
        Rendered.at(
            rendered.objects("Deployment").getFirst(), "spec/template/spec/containers/0/env");
    return ((List<?>) container)
        .stream()
            .map(Rendered::map)
            .filter(each -> each.containsKey("value"))
            .collect(
                toMap(
                    each -> String.valueOf(each.get("name")),
                    each -> String.valueOf(each.get("value"))));
  }
}
