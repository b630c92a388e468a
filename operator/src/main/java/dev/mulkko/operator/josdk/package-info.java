/** The only place that knows the operator framework. */
@NullMarked
package dev.mulkko.operator.josdk;

import org.jspecify.annotations.NullMarked;
