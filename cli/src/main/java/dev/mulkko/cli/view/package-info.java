/** Pure: objects to what is shown, as records that are printed as text, JSON or YAML. */
@NullMarked
package dev.mulkko.cli.view;

import org.jspecify.annotations.NullMarked;
