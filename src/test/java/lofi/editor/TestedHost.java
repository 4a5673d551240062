package lofi.editor;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import lofi.contract.Answer;
import lofi.contract.Step;
import lofi.contract.Told;

/// A host as it is compared with the document: everything that can be done to it, and seen of it.
interface TestedHost extends AutoCloseable {
  /// @param step whose tracks are known
  Answer take(Step step) throws Exception;

  /// What a getter answers, by the name of its method.
  Map<?, ?> state(String getter) throws Exception;

  /// All notifications so far.
  List<Told> told() throws Exception;

  @Override
  void close() throws IOException;
}
