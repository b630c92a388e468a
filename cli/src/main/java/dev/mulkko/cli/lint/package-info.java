/** Pure: what is wrong with a manifest, known without a server. */
@NullMarked
package dev.mulkko.cli.lint;

import org.jspecify.annotations.NullMarked;
