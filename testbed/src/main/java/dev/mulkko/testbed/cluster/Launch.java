package dev.mulkko.testbed.cluster;

import java.util.List;

/** How a component is started and when it counts as ready. */
record Launch(Component component, List<String> command, Readiness readiness) {}
