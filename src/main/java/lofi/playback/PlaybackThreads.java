package lofi.playback;

import java.util.concurrent.ThreadFactory;

/// Who plays.
///
/// @param audio mixes and writes to the device
/// @param output opens, watches and closes the device, and carries news from the audio thread
/// @param render reads sources without an end, which are synthesised; of low priority
/// @param disk reads sources with an end, which come from files
public record PlaybackThreads(
    ThreadFactory audio, ThreadFactory output, ThreadFactory render, ThreadFactory disk) {}
