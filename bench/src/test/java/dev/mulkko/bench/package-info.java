/** What the judge costs and how often it errs, measured. */
@NullMarked
package dev.mulkko.bench;

import org.jspecify.annotations.NullMarked;
