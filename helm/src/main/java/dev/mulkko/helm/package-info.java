/** What the chart renders. */
@NullMarked
package dev.mulkko.helm;

import org.jspecify.annotations.NullMarked;
