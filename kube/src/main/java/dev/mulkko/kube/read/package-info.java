/** Kubernetes objects to an observation. */
@NullMarked
package dev.mulkko.kube.read;

import org.jspecify.annotations.NullMarked;
