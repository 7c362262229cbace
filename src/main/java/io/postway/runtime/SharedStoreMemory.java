package io.postway.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One cache and one bound for write buffers for all stores of the process. By default each store of each partition
 * takes its own 100 MB outside the heap, which a container learns of by being killed.
 */
public final class SharedStoreMemory implements RocksDBConfigSetter {

    private static final long TOTAL_BYTES = 256L << 20;
    private static final long WRITE_BUFFER_BYTES = 96L << 20;
    private static final long ONE_WRITE_BUFFER_BYTES = 8L << 20;

    /** Write buffers are charged to the cache, so the cache's size bounds both. */
    private static final Cache CACHE = new LRUCache(TOTAL_BYTES);

    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        // What has just been written is asked for most, and each look-up would ask the cache for its filter and index.
        table.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(ONE_WRITE_BUFFER_BYTES);
    }

    /** Both are the process's, not the store's, and end with it. */
    @Override
    public void close(String store, Options options) {
        // Nothing of the store's own was made.
    }
}
