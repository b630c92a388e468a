/** How long a user waits. */
@NullMarked
package dev.mulkko.cli.bench;

import org.jspecify.annotations.NullMarked;
