// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ConfigurableStreamPartitioner;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.StreamPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Mode;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.SteppedInputs;
import portolan.pipeline.sim.SimGraph.Chain;
import portolan.scoring.manifest.Position;

/** The job from a start to a crash: all of its tasks, and what lies between them. */
final class SimAttempt {
    private static final String WRITER = ": Writer";

    private final SimGraph graph;
    private final SimWorld world;
    private final @Nullable SimCheckpoint from;
    private final SteppedInputs inputs;
    private final SimNetwork network = new SimNetwork();
    private final Map<Chain, List<SimTask>> tasks = new HashMap<>();
    private final List<SimTask> all = new ArrayList<>();
    private final Map<StreamEdge, SimChannel[][]> channels = new HashMap<>();
    private final List<SimSource> sources = new ArrayList<>();
    private final List<SimReader> readers = new ArrayList<>();
    private final SimCoordinator coordinator;

    /**
     * Starts the job.
     *
     * @param from where it goes on; null to begin with nothing
     * @param newest the last checkpoint that was begun
     * @param completed is told of each checkpoint that is complete
     */
    SimAttempt(
            SimGraph graph,
            SimWorld world,
            @Nullable SimCheckpoint from,
            long newest,
            Consumer<SimCheckpoint> completed)
            throws Exception {
        this.graph = graph;
        this.world = world;
        this.from = from;
        this.inputs = world.inputs();
        for (Chain chain : graph.chains()) {
            List<SimTask> of = new ArrayList<>();
            for (int subtask = 0; subtask < chain.parallelism(); subtask++) {
                of.add(new SimTask(chain, subtask));
            }
            tasks.put(chain, of);
            all.addAll(of);
        }
        coordinator = new SimCoordinator(
                all, world.stores().shared(), newest, from == null ? Long.MIN_VALUE : from.passed(), completed);
        for (Chain chain : graph.chains()) {
            for (StreamNode node : chain.nodes()) {
                for (StreamEdge edge : graph.edgesFrom(node)) {
                    if (!graph.isChained(edge)) {
                        connect(edge);
                    }
                }
            }
        }
        for (SimTask task : all) {
            begin(task);
        }
    }

    private void connect(StreamEdge edge) {
        List<SimTask> senders = Objects.requireNonNull(tasks.get(graph.chainFrom(edge)));
        List<SimTask> receivers = Objects.requireNonNull(tasks.get(graph.chainTo(edge)));
        boolean isPointwise = edge.getPartitioner() instanceof ForwardPartitioner;
        SimChannel[][] matrix = new SimChannel[senders.size()][receivers.size()];
        int input = SimGraph.input(edge);
        for (SimTask receiver : receivers) {
            for (SimTask sender : senders) {
                if (isPointwise && sender.subtask() != receiver.subtask()) {
                    continue;
                }
                SimChannel channel = new SimChannel(
                        network,
                        sender + " -> " + receiver,
                        receiver,
                        input,
                        receiver.channels(input),
                        graph.written(edge),
                        graph.read(edge));
                receiver.add(input, channel);
                network.add(channel);
                matrix[sender.subtask()][receiver.subtask()] = channel;
            }
        }
        channels.put(edge, matrix);
    }

    private void begin(SimTask task) throws Exception {
        List<SimOutput.Exchange> exchanges = new ArrayList<>();
        Map<Integer, SimStep> steps = new HashMap<>();
        List<SimStep> inOrder = new ArrayList<>();
        List<StreamNode> nodes = task.chain().nodes();
        // From the last on: an operator that opens may find those behind it open.
        for (int i = nodes.size() - 1; i >= 0; i--) {
            StreamNode node = nodes.get(i);
            SimStep step = step(task, node, new SimOutput(ways(task, node, steps, exchanges)));
            steps.put(node.getId(), step);
            inOrder.add(0, step);
        }
        task.begin(inOrder, exchanges, coordinator::taken);
    }

    private List<SimOutput.Way> ways(
            SimTask task, StreamNode node, Map<Integer, SimStep> steps, List<SimOutput.Exchange> exchanges) {
        List<SimOutput.Way> ways = new ArrayList<>();
        for (StreamEdge edge : graph.edgesFrom(node)) {
            if (graph.isChained(edge)) {
                ways.add(new SimOutput.Chained(
                        edge.getOutputTag(),
                        Objects.requireNonNull(steps.get(edge.getTargetId())),
                        SimGraph.input(edge)));
            } else {
                List<SimChannel> to = new ArrayList<>();
                for (SimChannel channel : Objects.requireNonNull(channels.get(edge))[task.subtask()]) {
                    if (channel != null) {
                        to.add(channel);
                    }
                }
                StreamPartitioner<?> partitioner = edge.getPartitioner().copy();
                if (partitioner instanceof ConfigurableStreamPartitioner keyed) {
                    keyed.configure(SimGraph.KEY_GROUPS);
                }
                partitioner.setup(to.size());
                SimOutput.Exchange exchange = new SimOutput.Exchange(
                        edge.getOutputTag(), partitioner, to, world.dice().of(to.size()));
                exchanges.add(exchange);
                ways.add(exchange);
            }
        }
        return ways;
    }

    private SimStep step(SimTask task, StreamNode node, SimOutput output) throws Exception {
        if (task.chain().isSource() && node == task.chain().head()) {
            return source(task, node, output);
        }
        if (node.getOperatorName().endsWith(WRITER)) {
            return writer(task, node);
        }
        SimOperator.Place place = new SimOperator.Place(task.subtask(), node.getParallelism());
        SimOperator operator = new SimOperator(
                node,
                graph.operator(node),
                place,
                world.stores(),
                output,
                world.time()::millis,
                from == null ? null : from.of(node.getOperatorName(), place),
                from == null ? 0 : from.id());
        SameThread.of(operator.operator());
        return operator;
    }

    private SimSource source(SimTask task, StreamNode node, SimOutput output) {
        List<String> topics = world.topicsOf(node.getOperatorName());
        KafkaRecordDeserializationSchema<RawRecord> records = SteppedInputs.records(topics);
        boolean arrival = world.settings().mode() == Mode.ARRIVAL;
        SimReader over = new SimReader(world.kafka(), topics, records, world.dice()::of, arrival);
        readers.add(over);
        SourceReader<RawRecord, KafkaPartitionSplit> reader = arrival
                ? new SimAsItComes(over, () -> isTurnOf(over), world::brokerTime)
                : inputs.reader(over, records, UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup());
        reader.addSplits(splits(node.getOperatorName(), topics).stream()
                .filter(split -> Math.floorMod(split.splitId().hashCode(), node.getParallelism()) == task.subtask())
                .toList());
        SimSource source = new SimSource(
                node.getOperatorName(),
                reader,
                over,
                output,
                world.clocksAgree() && !arrival,
                from == null ? Long.MIN_VALUE : from.ever().getOrDefault(node.getOperatorName(), Long.MIN_VALUE),
                from == null ? Long.MIN_VALUE : from.passed());
        sources.add(source);
        return source;
    }

    /** One input at a time, in the order of positions: then arrival mode too must say what the oracle says. */
    private boolean isTurnOf(SimReader reader) {
        Position first = network.isEmpty() ? reader.earliest() : null;
        return first != null
                && readers.stream()
                        .map(SimReader::earliest)
                        .filter(Objects::nonNull)
                        .allMatch(other -> first.compareTo(other) <= 0);
    }

    /** As Flink's enumerator hands them out at a start: partitions that are new are read from their beginning. */
    private List<KafkaPartitionSplit> splits(String source, List<String> topics) {
        List<KafkaPartitionSplit> splits = new ArrayList<>();
        Set<TopicPartition> known = new HashSet<>();
        if (from != null) {
            for (List<?> state : from.all(source, List.class)) {
                state.forEach(one -> splits.add((KafkaPartitionSplit) one));
            }
            splits.forEach(split -> known.add(split.getTopicPartition()));
        }
        for (String topic : topics) {
            for (SimPartition partition : world.kafka().partitions(topic)) {
                if (!known.contains(partition.name())) {
                    splits.add(new KafkaPartitionSplit(partition.name(), KafkaPartitionSplit.EARLIEST_OFFSET));
                }
            }
        }
        return splits;
    }

    /** Goes on with what the checkpoint has promised: that is committed first. */
    private SimWriter writer(SimTask task, StreamNode node) {
        String name = node.getOperatorName();
        if (from != null && task.subtask() == 0) {
            for (List<?> prepared : from.all(name, List.class)) {
                prepared.forEach(transaction -> world.results().commit((SimWriter.Prepared) transaction));
            }
        }
        String topic = name.substring("Write ".length(), name.length() - WRITER.length());
        return new SimWriter(name, topic, world.delivery(), world.results());
    }

    SimNetwork network() {
        return network;
    }

    SimCoordinator coordinator() {
        return coordinator;
    }

    SteppedInputs inputs() {
        return inputs;
    }

    List<SimSource> sources() {
        return Collections.unmodifiableList(sources);
    }

    /** Up to this order time all its sources say that all has come. */
    long passed() {
        return sources.stream().mapToLong(SimSource::passed).min().orElse(Long.MIN_VALUE);
    }

    /** Records that its sources handed on after they had said that their time has passed. */
    long late() {
        return sources.stream().mapToLong(SimSource::late).sum();
    }

    /** Inputs that are late for what was passed before it started, and for nothing else. */
    long lateAgain() {
        return sources.stream().mapToLong(SimSource::lateAgain).sum();
    }

    /** How many of them stand before the last barrier, so that stages must have counted them. */
    long lateAtSnapshot() {
        return sources.stream().mapToLong(SimSource::lateAtSnapshot).sum();
    }

    /** Records that stages took behind their watermarks. */
    long behind() {
        return all.stream()
                .flatMap(task -> task.steps().stream())
                .mapToLong(step -> step instanceof SimOperator operator ? operator.late() : 0)
                .sum();
    }

    /** Which stages have values or timers, and how many; nothing where none has. */
    String kept() throws Exception {
        StringBuilder kept = new StringBuilder();
        for (SimTask task : all) {
            for (SimStep step : task.steps()) {
                if (step instanceof SimOperator operator && operator.kept() > 0) {
                    kept.append(task).append(": ").append(operator.kept()).append("; ");
                }
            }
        }
        return kept.toString();
    }

    void crash() throws Exception {
        coordinator.close();
        for (SimTask task : all) {
            task.close();
        }
    }
}
