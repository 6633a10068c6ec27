import { Component, type ComponentChildren } from 'preact';

interface Props {
  onError?: (error: unknown) => void;
  /** Stands in for what could not be drawn. */
  instead: ((error: unknown) => ComponentChildren) | null;
  children: ComponentChildren;
}

interface State {
  failed: boolean;
  error: unknown;
}

/** Shows `instead` once its children could not be drawn. */
export class FailureBoundary extends Component<Props, State> {
  override state: State = { failed: false, error: null };

  static override getDerivedStateFromError(error: unknown): State {
    return { failed: true, error };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError?.(error);
  }

  override render({ instead, children }: Props, { failed, error }: State): ComponentChildren {
    return failed ? instead?.(error) : children;
  }
}
