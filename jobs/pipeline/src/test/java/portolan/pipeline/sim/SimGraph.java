// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.graph.StreamingJobGraphGenerator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.util.InstantiationUtil;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;

/** The scoring job's own graph of operators, taken apart into the tasks that Flink makes of it: chains of operators. */
final class SimGraph {
    /** Few, for each to have many keys. */
    static final int KEY_GROUPS = 8;

    /** Behind each writer; its work is the coordinator's here. */
    private static final String COMMITTER = ": Committer";

    private final StreamGraph graph;
    private final Map<Integer, Chain> chains = new TreeMap<>();
    private final Map<Integer, Chain> chainOf = new HashMap<>();
    private final Map<Integer, byte[]> operators = new HashMap<>();

    /** Operators of one task, one behind another, and no exchange between. */
    record Chain(StreamNode head, List<StreamNode> nodes) {
        int parallelism() {
            return head.getParallelism();
        }

        boolean isSource() {
            return head.getInEdges().isEmpty();
        }

        String name() {
            return head.getOperatorName();
        }
    }

    SimGraph(JobSettings settings) throws ReflectiveOperationException {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setMaxParallelism(KEY_GROUPS);
        ScoringJob.build(env, settings);
        graph = env.getStreamGraph(false);
        for (StreamNode node : graph.getStreamNodesSortedTopologicallyFromSources()) {
            if (!isCommitter(node)) {
                add(node);
            }
        }
    }

    private void add(StreamNode node) {
        List<StreamEdge> in = node.getInEdges();
        if (in.size() == 1 && isChained(in.get(0))) {
            Chain chain = Objects.requireNonNull(chainOf.get(in.get(0).getSourceId()));
            chain.nodes().add(node);
            chainOf.put(node.getId(), chain);
        } else {
            Chain chain = new Chain(node, new ArrayList<>(List.of(node)));
            chains.put(node.getId(), chain);
            chainOf.put(node.getId(), chain);
        }
    }

    private static boolean isCommitter(StreamNode node) {
        return node.getOperatorName().endsWith(COMMITTER);
    }

    boolean isChained(StreamEdge edge) {
        return StreamingJobGraphGenerator.isChainable(edge, graph);
    }

    List<Chain> chains() {
        return List.copyOf(chains.values());
    }

    /** Edges to other operators that are simulated. */
    List<StreamEdge> edgesFrom(StreamNode node) {
        return node.getOutEdges().stream()
                .filter(edge -> !isCommitter(target(edge)))
                .toList();
    }

    StreamNode target(StreamEdge edge) {
        return graph.getStreamNode(edge.getTargetId());
    }

    Chain chainTo(StreamEdge edge) {
        return Objects.requireNonNull(chainOf.get(edge.getTargetId()));
    }

    Chain chainFrom(StreamEdge edge) {
        return Objects.requireNonNull(chainOf.get(edge.getSourceId()));
    }

    /** An operator's factory, for one task: as Flink hands it out, by its bytes. */
    StreamOperatorFactory<Object> operator(StreamNode node) throws Exception {
        byte[] bytes = operators.get(node.getId());
        if (bytes == null) {
            bytes = InstantiationUtil.serializeObject(node.getOperatorFactory());
            operators.put(node.getId(), bytes);
        }
        return InstantiationUtil.deserializeObject(bytes, SimGraph.class.getClassLoader());
    }

    ExecutionConfig config() {
        return graph.getExecutionConfig();
    }

    /** What an edge's records are written by. */
    @SuppressWarnings("unchecked") // An edge carries what its tag, or its operator, says.
    TypeSerializer<Object> written(StreamEdge edge) {
        TypeSerializer<?> serializer = edge.getOutputTag() == null
                ? graph.getStreamNode(edge.getSourceId()).getTypeSerializerOut()
                : edge.getOutputTag().getTypeInfo().createSerializer(config().getSerializerConfig());
        return (TypeSerializer<Object>) serializer.duplicate();
    }

    /** What an edge's records are read by. */
    @SuppressWarnings("unchecked") // As above.
    TypeSerializer<Object> read(StreamEdge edge) {
        return (TypeSerializer<Object>)
                target(edge).getTypeSerializersIn()[input(edge)].duplicate();
    }

    /** Which input of its operator an edge leads to, from 0. */
    static int input(StreamEdge edge) {
        return Math.max(0, edge.getTypeNumber() - 1);
    }
}
