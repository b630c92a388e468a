/** What others read of us keeps its form. */
@NullMarked
package dev.mulkko.operator.schema;

import org.jspecify.annotations.NullMarked;
