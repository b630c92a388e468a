/**
 * The node agent: plays the kubelet for pods that are cheap. The lives of pods and containers
 * ({@code PodLife}, {@code ContainerLife}) are pure: time and news go in, acts come out; {@code
 * PodWorker} carries them out.
 */
@NullMarked
package dev.mulkko.testbed.node;

import org.jspecify.annotations.NullMarked;
