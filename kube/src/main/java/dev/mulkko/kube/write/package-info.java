/** Actions to requests that a client can send. */
@NullMarked
package dev.mulkko.kube.write;

import org.jspecify.annotations.NullMarked;
