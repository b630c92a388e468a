/** What versions are called, and where a Deployment says it. */
@NullMarked
package dev.mulkko.engine.version;

import org.jspecify.annotations.NullMarked;
