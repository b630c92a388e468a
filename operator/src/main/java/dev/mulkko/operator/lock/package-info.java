/** What is kept in the status of locks, for people and for admission. */
@NullMarked
package dev.mulkko.operator.lock;

import org.jspecify.annotations.NullMarked;
