/** From requests to the cluster. */
@NullMarked
package dev.mulkko.operator.apply;

import org.jspecify.annotations.NullMarked;
