/** Pure translation between Kubernetes objects and the engine: no client, no clock. */
@NullMarked
package dev.mulkko.kube;

import org.jspecify.annotations.NullMarked;
