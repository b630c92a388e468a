/** The end of everything: what {@code helm uninstall} does before it takes the operator away. */
@NullMarked
package dev.mulkko.operator.detach;

import org.jspecify.annotations.NullMarked;
