package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a container's preStop hook takes: {@code sleep}, or an {@code exec} of the command
 * sleep; others take no time.
 */
final class PreStop {

  private static final Pattern SLEEP = Pattern.compile("\\bsleep (\\d+(\\.\\d+)?)");

  private PreStop() {}

  static Duration time(Container container) {
    LifecycleHandler hook =
        container.getLifecycle() == null ? null : container.getLifecycle().getPreStop();
    if (hook == null) {
      return Duration.ZERO;
    }
    if (hook.getSleep() != null) {
      return Duration.ofSeconds(hook.getSleep().getSeconds());
    }
    List<String> command = hook.getExec() == null ? List.of() : hook.getExec().getCommand();
    Matcher sleep = SLEEP.matcher(String.join(" ", command));
    return sleep.find()
        ? Duration.ofMillis((long) (Double.parseDouble(sleep.group(1)) * 1000))
        : Duration.ZERO;
  }
}
