/** What the operator may do, and what it does. */
@NullMarked
package dev.mulkko.e2e.rights;

import org.jspecify.annotations.NullMarked;
