/// Decides what plays next and when it joins; owns the session.
@NullMarked
package lofi.radio;

import org.jspecify.annotations.NullMarked;
