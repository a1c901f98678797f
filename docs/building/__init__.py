"""What the documentation is built with: pages made from the code, the recorded verdict, formulas."""
