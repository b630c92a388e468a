/** What went wrong with other tools, as stories that hold here. */
@NullMarked
package dev.mulkko.engine.replay;

import org.jspecify.annotations.NullMarked;
