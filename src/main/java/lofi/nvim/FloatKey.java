package lofi.nvim;

import java.util.function.IntConsumer;

/// A key that acts within a float.
///
/// @param lhs the key as in a mapping, such as `<CR>`
/// @param action called on the channel's executor with the line of the content under the cursor,
///   counted from 0
public record FloatKey(String lhs, IntConsumer action) {}
