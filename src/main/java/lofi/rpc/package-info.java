/// msgpack-RPC over two pipes: the door to core-rpc and msgpack.
@NullMarked
package lofi.rpc;

import org.jspecify.annotations.NullMarked;
