/** What the compiler cannot hold. */
@NullMarked
package dev.mulkko.cli.house;

import org.jspecify.annotations.NullMarked;
