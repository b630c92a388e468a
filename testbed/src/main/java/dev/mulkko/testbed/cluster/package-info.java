/**
 * A real Kubernetes control plane with a gateway and Prometheus, as child processes of this JVM.
 */
@NullMarked
package dev.mulkko.testbed.cluster;

import org.jspecify.annotations.NullMarked;
