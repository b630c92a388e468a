/**
 * The node agent: plays the kubelet for pods that are cheap. The life of a pod ({@code PodLife}) is
 * pure: time and news go in, acts come out; {@code PodWorker} carries them out.
 */
@NullMarked
package dev.mulkko.testbed.node;

import org.jspecify.annotations.NullMarked;
