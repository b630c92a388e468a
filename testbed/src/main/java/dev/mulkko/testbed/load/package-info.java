/** The load client: requests at a constant rate, one record each, no hidden retries. */
@NullMarked
package dev.mulkko.testbed.load;

import org.jspecify.annotations.NullMarked;
