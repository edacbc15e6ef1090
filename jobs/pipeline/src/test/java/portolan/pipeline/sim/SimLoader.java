// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassWriter;
import org.apache.flink.shaded.asm9.org.objectweb.asm.MethodVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Loads the pipeline once more, with a fault planted in one of its methods. */
final class SimLoader extends ClassLoader {
    private static final String PIPELINE = "portolan.pipeline.";

    private final SimPlant plant;
    private boolean planted;

    SimLoader(SimPlant plant) {
        super(SimLoader.class.getClassLoader());
        this.plant = plant;
    }

    /** What is wrong under a seed where the fault is planted; null where nothing is seen of it. */
    @Nullable
    String failure(long seed, int steps) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            Method runs = loadClass(SimPlant.class.getName()).getDeclaredMethod("failure", long.class, int.class);
            runs.setAccessible(true);
            return (String) runs.invoke(null, seed, steps);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PIPELINE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = name.equals(plant.target()) ? planted(in.readAllBytes()) : in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] planted(byte[] sound) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        new ClassReader(sound).accept(new Planting(writer), 0);
        if (!planted) {
            throw new IllegalStateException("there is no such method any more: " + plant);
        }
        return writer.toByteArray();
    }

    private final class Planting extends ClassVisitor {
        Planting(ClassVisitor into) {
            super(Opcodes.ASM9, into);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String signature, @Nullable String generic, String @Nullable [] thrown) {
            MethodVisitor into = super.visitMethod(access, name, signature, generic, thrown);
            boolean isBridge = (access & Opcodes.ACC_BRIDGE) != 0;
            if (isBridge || !(name + signature).startsWith(plant.method())) {
                return into;
            }
            planted = true;
            return plant.edit().of(into);
        }
    }
}
