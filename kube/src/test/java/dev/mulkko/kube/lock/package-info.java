@NullMarked
package dev.mulkko.kube.lock;

import org.jspecify.annotations.NullMarked;
