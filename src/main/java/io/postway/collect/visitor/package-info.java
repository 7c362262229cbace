/** Who is on the other side: address, place and device, as far as the connection tells or the sender reports. */
@NullMarked
package io.postway.collect.visitor;

import org.jspecify.annotations.NullMarked;
