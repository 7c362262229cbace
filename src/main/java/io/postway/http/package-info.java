/** How we answer when something is wrong: RFC 9457 problems with a closed list of codes. */
@NullMarked
package io.postway.http;

import org.jspecify.annotations.NullMarked;
