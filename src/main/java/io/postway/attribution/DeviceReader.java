package io.postway.attribution;

import io.postway.event.AppToken;
import io.postway.event.Attributed.DeviceView;
import io.postway.event.DeviceIdType;
import io.postway.event.DeviceIds;
import io.postway.event.Environment;
import io.postway.event.Parameters;
import io.postway.runtime.UnavailableException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * What the stage knows of a device, for who only looks on. All devices of an app are known by one instance; the others
 * can tell which.
 */
public final class DeviceReader {

    private final StreamsBuilderFactoryBean stage;

    DeviceReader(StreamsBuilderFactoryBean stage) {
        this.stage = stage;
    }

    /**
     * The address of the instance that knows the app's devices; none: this one does.
     *
     * @throws UnavailableException while partitions are moving
     */
    public Optional<String> elsewhere(AppToken app) {
        var metadata = metadata(app);
        return isHere(metadata)
                ? Optional.empty()
                : Optional.of(metadata.activeHost().host() + ":"
                        + metadata.activeHost().port());
    }

    /**
     * The device that {@code id}, of whatever type, leads to; only on the instance that knows the app's devices.
     *
     * @throws UnavailableException while partitions are moving
     */
    public Optional<DeviceView> find(AppToken app, Environment environment, String id) {
        var partition = metadata(app).partition();
        try {
            return new Devices.Finder(store(Devices.DEVICES, partition), store(Devices.IDENTIFIERS, partition))
                    .find(app, environment, ofAnyType(id))
                    .map(Device::view);
        } catch (InvalidStateStoreException e) {
            throw new UnavailableException("the devices are on their way to another instance", e);
        }
    }

    private static DeviceIds ofAnyType(String id) {
        var asEachType =
                Arrays.stream(DeviceIdType.values()).collect(Collectors.toMap(DeviceIdType::parameter, type -> id));
        return DeviceIds.in(new Parameters(asEachType));
    }

    private <V> ReadOnlyKeyValueStore<String, V> store(String name, int partition) {
        var parameters = StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore());
        return streams().store(parameters.withPartition(partition));
    }

    private KeyQueryMetadata metadata(AppToken app) {
        var metadata = streams().queryMetadataForKey(Devices.DEVICES, app.value(), new StringSerializer());
        if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new UnavailableException("nobody has this app's devices at the moment");
        }
        return metadata;
    }

    /** Whoever has told the others no address is alone. */
    private boolean isHere(KeyQueryMetadata metadata) {
        var host = metadata.activeHost();
        return host.equals(HostInfo.unavailable()) || host.equals(own());
    }

    private HostInfo own() {
        return Optional.ofNullable(stage.getStreamsConfiguration())
                .map(configuration -> configuration.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG, ""))
                .map(HostInfo::buildFromEndpoint)
                .orElseGet(HostInfo::unavailable);
    }

    private KafkaStreams streams() {
        var streams = stage.getKafkaStreams();
        if (streams == null) {
            throw new UnavailableException("the stage has not started yet");
        }
        return streams;
    }
}
